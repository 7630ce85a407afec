namespace Gateway.Core.Pipeline;

/// <summary>The gateway's configuration is wrong and the app does not start. Its message lists every error.</summary>
public sealed class GatewayConfigurationException : Exception
{
    /// <summary>Creates the exception for a list of errors.</summary>
    /// <param name="errors">Every error: option path or endpoint, what is wrong, what would be right.</param>
    /// <exception cref="ArgumentNullException"><paramref name="errors"/> is null.</exception>
    public GatewayConfigurationException(IReadOnlyList<string> errors)
        : base(Format(errors)) => Errors = errors;

    /// <summary>Gets every error, one line each.</summary>
    public IReadOnlyList<string> Errors { get; }

    private static string Format(IReadOnlyList<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var noun = errors.Count == 1 ? "error" : "errors";
        return $"The API gateway cannot start: {errors.Count} configuration {noun}.{Environment.NewLine}"
            + string.Join(Environment.NewLine, errors.Select(error => "  - " + error));
    }
}
