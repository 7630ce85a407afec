using System.Buffers;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Templates;

/// <summary>Renders templates within the app's bounds.</summary>
internal sealed class TemplateRenderer(MappingOptions options)
{
    private readonly TemplateBudget _budget = new()
    {
        MaxSteps = options.MaxSteps,
        MaxDepth = options.MaxDepth,
        MaxBytes = options.MaxTemplateBytes,
    };

    /// <returns>What the template wrote; null where it is of no use.</returns>
    /// <param name="template">The template.</param>
    /// <param name="feature">The request.</param>
    /// <param name="body">The body that it sees.</param>
    /// <param name="outcome">What came of it.</param>
    public PooledBytes? Render(MappingTemplate template, GatewayFeature feature, ReadOnlySequence<byte> body, out TemplateOutcome outcome)
    {
        var joined = body.IsSingleSegment || !template.NeedsBody ? null : Join(body);
        var rendered = new PooledBytes(ArrayPool<byte>.Shared);
        outcome = TemplateOutcome.InvalidOutput;
        try
        {
            var bytes = joined is null ? body.FirstSpan : joined.AsSpan(0, (int)body.Length);
            outcome = template.Render(new TemplateInput(feature, bytes, _budget), rendered);
        }
        finally
        {
            if (outcome != TemplateOutcome.Rendered)
            {
                rendered.Dispose();
            }

            if (joined is not null)
            {
                ArrayPool<byte>.Shared.Return(joined);
            }
        }

        return outcome == TemplateOutcome.Rendered ? rendered : null;
    }

    /// <summary>For the log.</summary>
    public static string Describe(TemplateOutcome outcome) => outcome switch
    {
        TemplateOutcome.TooComplex => "its template takes more steps, depth or bytes than Mapping allows",
        TemplateOutcome.OperandInvalid => "an operator or function of its template got a value that it cannot take",
        TemplateOutcome.BodyMalformed => "its body is no JSON, which its template reads",
        _ => "its template wrote what is no JSON",
    };

    private static byte[] Join(in ReadOnlySequence<byte> body)
    {
        var joined = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(joined);
        return joined;
    }
}
