using System.Text;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>The whole body as text.</summary>
internal sealed class BodyTextSource : MappingSource
{
    public override bool NeedsBody => true;

    public override bool IsOfSender => true;

    public override string Location => "body";

    public override StringValues Read(ref MappingInput input)
    {
        if (input.Body.IsEmpty)
        {
            return StringValues.Empty;
        }

        if (Encoding.UTF8.GetCharCount(input.Body) > input.MaxLength)
        {
            input.Fault = BodyFault.TooLong;
            return StringValues.Empty;
        }

        return Encoding.UTF8.GetString(input.Body);
    }
}
