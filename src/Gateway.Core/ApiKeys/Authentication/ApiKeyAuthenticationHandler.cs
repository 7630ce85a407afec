using System.Text.Encodings.Web;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Core.ApiKeys.Authentication;

/// <summary>The gateway's keys as an authentication scheme. Made per request and scheme by the framework.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<ApiKeyAuthenticationOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyAuthenticator authenticator,
    ChallengeOrder order) : AuthenticationHandler<ApiKeyAuthenticationOptions>(options, loggers, encoder)
{
    private ApiKeyProof _proof;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        _proof = await authenticator.ProveAsync(Context);
        if (_proof.Refusal is { } reason)
        {
            return _proof.Detail is ApiKeyRejection { Failure: ApiKeyFailure.Missing }
                ? AuthenticateResult.NoResult()
                : AuthenticateResult.Fail(reason.Detail);
        }

        var principal = ApiKeyPrincipal.Create(_proof.Identity!, Scheme.Name, ClaimsIssuer);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    /// <summary>The app may challenge without having asked who calls, and although the key is good.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceAsync();
        var proof = _proof.Refusal is null ? new ApiKeyProof(null, RejectionReason.ApiKeyInvalid, null) : _proof;
        await authenticator.RejectAsync(Context, proof, hasBody: await order.IsLastAsync(Context, Scheme.Name));
    }
}
