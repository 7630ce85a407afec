using System.Text;
using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Output;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Writes a value, encoded for the place where it stands.</summary>
/// <param name="place">Where it stands in the template.</param>
/// <param name="expression">The value.</param>
/// <param name="isRaw">Whether the template asks for no encoding.</param>
internal sealed class OutputStatement(TemplatePlace place, TemplateExpression expression, bool isRaw) : TemplateStatement
{
    public TemplatePlace Place => place;

    public bool IsRaw => isRaw;

    /// <summary>Where it stands in what is written. Set once, at the start.</summary>
    public TemplatePosition Position { get; set; } = TemplatePosition.Text;

    public override TemplateFlow Execute(ref TemplateRun run)
    {
        if (!run.TrySpend(1))
        {
            return TemplateFlow.Stop;
        }

        var value = expression.Evaluate(ref run);
        if (!run.IsStopped)
        {
            Write(ref run, value);
        }

        return run.IsStopped ? TemplateFlow.Stop : TemplateFlow.Next;
    }

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) => tracker.FollowOutput(this, states);

    private void Write(ref TemplateRun run, TemplateValue value)
    {
        if (isRaw)
        {
            WriteRaw(ref run, value);
            return;
        }

        switch (Position)
        {
            case TemplatePosition.Text:
                EncodedText.Write(ref run, value, run.Encoder);
                break;
            case TemplatePosition.InText when run.State.IsInText:
                EncodedText.Write(ref run, value, ValueWriter.JsonEncoder);
                break;
            case TemplatePosition.Value when run.State.TakesValue:
                run.State = run.State.At(JsonPlace.AfterValue);
                ValueWriter.WriteJson(ref run, value);
                break;
            case TemplatePosition.Key when run.State.TakesKey:
                run.State = run.State.At(JsonPlace.AfterKey);
                ValueWriter.WriteQuoted(ref run, value);
                break;
            default:
                run.Stop(TemplateOutcome.InvalidOutput);
                break;
        }
    }

    private void WriteRaw(ref TemplateRun run, TemplateValue value)
    {
        if (Position == TemplatePosition.Text)
        {
            EncodedText.Write(ref run, value, encoder: null);
            return;
        }

        var text = Encoding.UTF8.GetBytes(ValueText.GetOrEmpty(ref run, value));
        var advances = run.State.TryAdvance(text, out var next);
        var isNumber = advances && next.Place == JsonPlace.InNumber && text.Length > 0;
        if (advances && (!isNumber || JsonNumberState.IsComplete(next.Detail)))
        {
            // The text behind it was followed from a value that has ended.
            run.State = isNumber ? next.At(JsonPlace.AfterValue) : next;
            run.TryWrite(text);
        }
        else
        {
            run.Stop(TemplateOutcome.InvalidOutput);
        }
    }
}
