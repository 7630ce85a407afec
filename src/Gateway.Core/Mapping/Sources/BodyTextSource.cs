using System.Text;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>The whole body as text.</summary>
internal sealed class BodyTextSource : MappingSource
{
    public override bool NeedsBody => true;

    public override bool IsOfSender => true;

    public override string Location => "body";

    public override StringValues Read(ref MappingInput input) =>
        input.Body.IsEmpty ? StringValues.Empty : Encoding.UTF8.GetString(input.Body);
}
