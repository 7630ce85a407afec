using System.Text.RegularExpressions;

namespace Gateway.JwtBearer;

/// <summary>What the id of a user pool says about its tokens.</summary>
internal static partial class CognitoUserPool
{
    public static JwtAuthorizerOptions CreateOptions(string userPoolId)
    {
        ArgumentException.ThrowIfNullOrEmpty(userPoolId);
        if (!Id().IsMatch(userPoolId))
        {
            throw new ArgumentException($"'{userPoolId}' is no id of a user pool. It has the region first, such as eu-west-1_Ab12Cd34E.", nameof(userPoolId));
        }

        var region = userPoolId[..userPoolId.IndexOf('_', StringComparison.Ordinal)];
        return new JwtAuthorizerOptions
        {
            Issuer = $"https://cognito-idp.{region}.amazonaws.com/{userPoolId}",
            RoleClaimType = "cognito:groups",
            IsUserPool = true,
        };
    }

    // The form that Cognito's own interface gives for UserPoolId.
    [GeneratedRegex(@"\A[a-z0-9-]{1,40}_[0-9a-zA-Z]{1,55}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
