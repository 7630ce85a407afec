using Gateway.Core.Pipeline.Responses;

namespace Gateway.Core.Pipeline;

/// <content>The response that steps hold back.</content>
internal sealed partial class GatewayFeature
{
    /// <summary>What is held back of the handler's response; null while nothing is.</summary>
    public HeldResponse? HeldResponse { get; set; }

    /// <summary>For who answers in the handler's place: what was held is gone, and what is written now goes out.</summary>
    public void DiscardHeldResponse()
    {
        while (HeldResponse is { IsInForce: true } held)
        {
            held.Discard();
        }
    }

    private void EndResponse()
    {
        for (var held = HeldResponse; held is not null; held = held.Outer)
        {
            held.Discard();
        }

        HeldResponse = null;
    }
}
