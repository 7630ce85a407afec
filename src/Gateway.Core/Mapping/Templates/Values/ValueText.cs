using System.Buffers;
using System.Globalization;
using System.Text;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>The text of a value, as functions and operators take it.</summary>
internal static class ValueText
{
    public static string OfDouble(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A string without its quotation marks, objects and arrays as JSON; null for null, and where the run has stopped.</summary>
    public static string? Get(ref TemplateRun run, TemplateValue value)
    {
        switch (value.Kind)
        {
            case TemplateValueKind.Null:
                return null;
            case TemplateValueKind.Text or TemplateValueKind.Number:
                return value.Text;
            case TemplateValueKind.True or TemplateValueKind.False:
                return value.IsTrue ? "true" : "false";
            case TemplateValueKind.Integer:
                return value.Integer.ToString(CultureInfo.InvariantCulture);
            case TemplateValueKind.Double:
                return OfDouble(value.Double);
            case TemplateValueKind.Token:
                return OfToken(ref run, value);
            default:
                return OfJson(ref run, value);
        }
    }

    /// <summary>The same, the empty text for null.</summary>
    public static string GetOrEmpty(ref TemplateRun run, TemplateValue value) => Get(ref run, value) ?? "";

    /// <summary>Whether it is a text, rather than something that has one.</summary>
    public static bool Is(in TemplateRun run, TemplateValue value) =>
        value.Kind is TemplateValueKind.Text or TemplateValueKind.Json
        || (value.Kind == TemplateValueKind.Token && run.Body.Tokens[value.Token].Kind == JsonTokenKind.String);

    /// <summary>Whether two values have the same text, null being none.</summary>
    public static bool AreEqual(ref TemplateRun run, TemplateValue left, TemplateValue right)
    {
        if (left.Kind == TemplateValueKind.Text && right.Kind == TemplateValueKind.Token)
        {
            (left, right) = (right, left);
        }

        if (left.Kind == TemplateValueKind.Token && right.Kind == TemplateValueKind.Text && run.Body.Tokens[left.Token] is { IsEscaped: false } token)
        {
            // The usual comparison, with a word of the template's own, makes no text.
            var bytes = run.Body.GetText(token);
            if (token.Kind == JsonTokenKind.String && Ascii.IsValid(bytes))
            {
                return run.TrySpendOnBytes(bytes.Length) && Ascii.Equals(bytes, right.Text);
            }
        }

        return Get(ref run, left) == Get(ref run, right);
    }

    /// <summary>What was written into a buffer, which has no half characters at its end.</summary>
    public static string? Take(ref TemplateRun run, PooledBytes bytes) =>
        run.TryMakeText(bytes.Length) ? Encoding.UTF8.GetString(bytes.Bytes) : null;

    private static string? OfToken(ref TemplateRun run, TemplateValue value)
    {
        var token = run.Body.Tokens[value.Token];
        if (token.Kind is JsonTokenKind.Object or JsonTokenKind.Array)
        {
            return OfJson(ref run, value);
        }

        if (!run.TryMakeText(token.Length))
        {
            return null;
        }

        using var plain = new PlainText(run.Body.GetText(token), token.IsEscaped, stackalloc byte[256]);
        return Encoding.UTF8.GetString(plain.Bytes);
    }

    private static string? OfJson(ref TemplateRun run, TemplateValue value)
    {
        using var json = new PooledBytes(ArrayPool<byte>.Shared);
        var before = run.Output.BeginCapture(json);
        ValueWriter.WriteJson(ref run, value);
        run.Output.EndCapture(before);
        return Take(ref run, json);
    }
}
