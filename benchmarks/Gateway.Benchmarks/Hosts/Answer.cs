using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Hosts;

/// <summary>What came back; the headers are those of the connection and hold until its next request.</summary>
internal readonly record struct Answer(int Status, string Body, IHeaderDictionary Headers)
{
    /// <summary>Null when status and body are as expected, else what differs.</summary>
    public string? Differs(int status, string? body = null)
    {
        if (Status != status)
        {
            return $"status {Status} instead of {status}, body \"{Body}\"";
        }

        return body is null || Body == body ? null : $"a body of {Body.Length} characters instead of the expected {body.Length}: \"{Body}\"";
    }
}
