using Microsoft.Extensions.Options;

namespace Gateway.JwtBearer;

/// <summary>The ranges of a JWT authorizer, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class JwtAuthorizerOptionsRangeValidator : IValidateOptions<JwtAuthorizerOptions>;

/// <summary>The rules beyond ranges. The options' name is the authorizer's path.</summary>
internal sealed class JwtAuthorizerOptionsValidator : IValidateOptions<JwtAuthorizerOptions>
{
    public const int MaxAudiences = 50;

    /// <summary>Those with a private key: with a shared one the public key, which anybody has, would sign.</summary>
    public static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public ValidateOptionsResult Validate(string? name, JwtAuthorizerOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckIssuer(name, options, result);
        CheckAudiences(name, options, result);
        if (options.AllowedAlgorithms.Count == 0)
        {
            result.AddError($"{name}:AllowedAlgorithms: is empty, so every token would be refused. Name one of {string.Join(", ", Algorithms)}.");
        }

        foreach (var algorithm in options.AllowedAlgorithms.Except(Algorithms, StringComparer.Ordinal))
        {
            result.AddError($"{name}:AllowedAlgorithms: '{algorithm}' must be one of {string.Join(", ", Algorithms)}.");
        }

        if (string.IsNullOrEmpty(options.HeaderName))
        {
            result.AddError($"{name}:HeaderName: is empty. Name the header that has the token, such as Authorization.");
        }

        if (string.IsNullOrEmpty(options.RoleClaimType))
        {
            result.AddError($"{name}:RoleClaimType: is empty. Name the claim that has the roles, such as roles.");
        }

        if (options.MaxKeyAge < options.KeyLifetime)
        {
            result.AddError(
                $"{name}:MaxKeyAge: {options.MaxKeyAge} is less than KeyLifetime, {options.KeyLifetime}: keys would be thrown away before they are read again. "
                + "Raise it.");
        }

        return result.Build();
    }

    private static void CheckIssuer(string? name, JwtAuthorizerOptions options, ValidateOptionsResultBuilder result)
    {
        if (options.Issuer is not { Length: > 0 } issuer)
        {
            result.AddError($"{name}:Issuer: is missing. Give the URL that the tokens have as iss: jwt.Issuer(\"https://…\").");
            return;
        }

        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var uri) || !IsWeb(uri) || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            result.AddError($"{name}:Issuer: '{issuer}' must be an absolute URL without query and fragment, such as https://issuer.example.com/.");
            return;
        }

        var address = options.GetMetadataAddress();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var metadata) || !IsWeb(metadata))
        {
            result.AddError($"{name}:MetadataAddress: '{address}' must be an absolute URL.");
        }
        else if (options.RequireHttpsMetadata && metadata.Scheme != Uri.UriSchemeHttps)
        {
            result.AddError(
                $"{name}:{(options.MetadataAddress is null ? "Issuer" : "MetadataAddress")}: '{address}' must begin with https://, because whoever changes "
                + "keys on their way forges tokens. For development set RequireHttpsMetadata to false.");
        }
    }

    private static void CheckAudiences(string? name, JwtAuthorizerOptions options, ValidateOptionsResultBuilder result)
    {
        if (options.Audiences.Count == 0)
        {
            result.AddError(
                $"{name}:Audiences: is empty, so tokens for other apps of the issuer would be accepted. Give this app's own: jwt.Audiences(\"orders\").");
        }

        if (options.Audiences.Count > MaxAudiences)
        {
            result.AddError($"{name}:Audiences: {options.Audiences.Count} audiences; at most {MaxAudiences} are allowed.");
        }

        if (options.Audiences.Any(string.IsNullOrWhiteSpace))
        {
            result.AddError($"{name}:Audiences: one of them is empty. Remove it.");
        }
    }

    private static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;
}
