using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.ApiKeys.Authentication;

/// <summary>
/// Of several schemes that guard an endpoint each is challenged, one after the other, and each sets status and headers. A body would start
/// the response, and the next scheme fail.
/// </summary>
/// <param name="schemes">The app's schemes.</param>
/// <param name="policies">The app's policies; null where it does without authorization.</param>
internal sealed class ChallengeOrder(IAuthenticationSchemeProvider schemes, IAuthorizationPolicyProvider? policies = null)
{
    /// <summary>Whether no other scheme can be challenged after this one, as far as the endpoint says.</summary>
    public async ValueTask<bool> IsLastAsync(HttpContext context, string scheme)
    {
        if (!(await schemes.GetAllSchemesAsync()).Skip(1).Any())
        {
            return true;
        }

        if (policies is null || context.GetEndpoint() is not { } endpoint)
        {
            return false;
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            policies,
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(),
            endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>());
        return policy?.AuthenticationSchemes is { } named && (named.Count <= 1 || named[^1] == scheme);
    }
}
