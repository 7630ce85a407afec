using System.Runtime.CompilerServices;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// The response for each reason: its own, or as the app replaced it. The rules of replacement are the reference's: an entry for a
/// reason takes the reason's own values for what it leaves out and ignores the class default; the class is decided by the reason's
/// own status.
/// </summary>
internal sealed class RejectionResponses(
    PipelineOptions options,
    ContextVariableTable variables,
    IRejectionOptionsSource replacements)
{
    // Keyed weakly: a package that makes reasons per request must not fill memory.
    private readonly ConditionalWeakTable<RejectionReason, RejectionResponse> _responses = [];

    public RejectionResponse Get(RejectionReason reason)
    {
        if (!_responses.TryGetValue(reason, out var response))
        {
            response = Create(reason);
            _responses.AddOrUpdate(reason, response);
        }

        return response;
    }

    /// <summary>Reports what is wrong in the replacements; called once at start.</summary>
    public void Validate(Action<string, string> addError)
    {
        foreach (var (name, replacement) in replacements.Rejections)
        {
            Apply(CreateStock(RejectionReason.EndpointMisconfigured), replacement, message => addError(name, message));
        }
    }

    // What is wrong in a replacement has stopped the start.
    private RejectionResponse Create(RejectionReason reason)
    {
        var stock = CreateStock(reason);
        var fallback = stock.Status < 500 ? RejectionOptions.Default4xx : RejectionOptions.Default5xx;
        return replacements.Rejections.TryGetValue(reason.Name, out var replacement)
            || replacements.Rejections.TryGetValue(fallback, out replacement)
            ? Apply(stock, replacement, static _ => { }, CreateStock(reason, replacement.Status))
            : stock;
    }

    private RejectionResponse CreateStock(RejectionReason reason, int? status = null) =>
        options.Mode == GatewayMode.AmazonApiGateway
            ? RejectionResponse.CreateReference(reason, status ?? (reason.ReferenceStatus == 0 ? reason.Status : reason.ReferenceStatus))
            : RejectionResponse.CreateStandard(reason, status ?? reason.Status);

    private RejectionResponse Apply(
        RejectionResponse stock,
        RejectionOptions replacement,
        Action<string> addError,
        RejectionResponse? own = null) => new()
        {
            Status = replacement.Status ?? stock.Status,
            ContentType = stock.ContentType,
            Body = own?.Body ?? default,
            ErrorType = stock.ErrorType,
            Challenge = (own ?? stock).Challenge,
            AcceptEncoding = (own ?? stock).AcceptEncoding,
            MessageMember = stock.MessageMember,
            IsProblem = stock.IsProblem,
            TakesChallenge = (own ?? stock).TakesChallenge,
            Headers = [.. replacement.Headers.Select(header => KeyValuePair.Create(
                header.Key,
                ResponseTemplate.ParseHeader(header.Value, variables, message => addError($"Headers:{header.Key}: {message}"))))],
            Templates = [.. replacement.Templates.Select(template => KeyValuePair.Create(
                template.Key,
                ResponseTemplate.ParseBody(template.Value, template.Key, variables, message => addError($"Templates:{template.Key}: {message}"))))],
        };
}
