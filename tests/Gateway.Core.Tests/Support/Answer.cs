namespace Gateway.Core.Tests.Support;

/// <summary>A response read to its end.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The header's value, or null.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);
}

internal static class AnswerExtensions
{
    public static Task<Answer> AskAsync(this GatewayApp app, string path, string? key = null) =>
        key is null ? app.SendAsync("GET", path) : app.SendAsync("GET", path, ("x-api-key", key));

    public static async Task<Answer> SendAsync(this GatewayApp app, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await app.Client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}
