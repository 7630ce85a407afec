using System.Text;
using System.Text.Json;

namespace Gateway.Core.Tests.Support;

/// <summary>Sends bodies and reads what validation answers.</summary>
internal static class ValidationAnswers
{
    public static Task<Answer> PostAsync(this GatewayApp app, string path, string body, string? contentType = "application/json") =>
        app.PostAsync(path, Encoding.UTF8.GetBytes(body), contentType);

    public static async Task<Answer> PostAsync(this GatewayApp app, string path, byte[] body, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await app.Client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Status, reason and errors in one line each, such as <c>body /qty minimum: at least 1</c>.</summary>
    public static string Summarize(this Answer answer)
    {
        if (answer["Content-Type"] != "application/problem+json")
        {
            return $"{answer.Status} {answer.Body}";
        }

        using var problem = JsonDocument.Parse(answer.Body);
        var root = problem.RootElement;
        var errors = root.TryGetProperty("errors", out var list) ? list.EnumerateArray().Select(Describe) : [];
        return string.Join('\n', errors.Prepend($"{answer.Status} {root.GetProperty("reason").GetString()}"));
    }

    private static string Describe(JsonElement error)
    {
        var name = error.TryGetProperty("name", out var value) ? $":{value.GetString()}" : "";
        return $"{error.GetProperty("in").GetString()}{name} {error.GetProperty("pointer").GetString()} "
            + $"{error.GetProperty("keyword").GetString()}: {error.GetProperty("expected").GetString()}";
    }
}
