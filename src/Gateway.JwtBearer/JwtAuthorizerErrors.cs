using Microsoft.Extensions.Options;

namespace Gateway.JwtBearer;

/// <summary>What is wrong with the options of a JWT authorizer, each error with its option's path.</summary>
internal static class JwtAuthorizerErrors
{
    private static readonly IValidateOptions<JwtAuthorizerOptions>[] Validators =
        [new JwtAuthorizerOptionsRangeValidator(), new JwtAuthorizerOptionsValidator()];

    public static IEnumerable<string> Find(string path, JwtAuthorizerOptions options) =>
        from validator in Validators
        let result = validator.Validate(path, options)
        where result.Failed
        from failure in result.Failures ?? []
        select failure;
}
