using System.Globalization;
using System.Text;
using Gateway.Core.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>The one writer of refusals: counts, logs, then answers in the form that the client speaks.</summary>
internal sealed class RejectionWriter(RejectionResponses responses, GatewayMetrics metrics, ILogger<RejectionWriter> logger)
{
    private static readonly string[] SmallNumbers =
        [.. Enumerable.Range(0, 61).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public Task RejectAsync(GatewayFeature feature, RejectionReason reason, RejectionDetail? detail)
    {
        feature.Rejection = reason;
        feature.RejectionDetail = detail;
        metrics.RequestRejected(feature.Stage.Name, feature.Endpoint.Id, feature.Caller?.Plan, reason.Name);
        Log.RequestRejected(logger, feature.Endpoint.Id, feature.Stage.Name, reason.Name, detail);

        var context = feature.HttpContext;
        if (context.Response.HasStarted)
        {
            // The client has part of an answer already; cutting the connection is the only way to say that it is not whole.
            Log.RejectedAfterResponseStart(logger, feature.Endpoint.Id, reason.Name);
            context.Abort();
            return Task.CompletedTask;
        }

        var response = responses.Get(reason);
        if (detail?.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = FormatSeconds(wait);
        }

        return IsGrpc(context.Request)
            ? WriteGrpc(context, response, reason)
            : WriteHttp(context, feature, response);
    }

    private static Task WriteHttp(HttpContext context, GatewayFeature feature, RejectionResponse rejection)
    {
        var response = context.Response;
        var headers = response.Headers;
        response.StatusCode = rejection.Status;
        if (rejection.IsAuthenticationChallenge)
        {
            headers.WWWAuthenticate = "ApiKey";
        }

        if (rejection.ErrorType is { } errorType)
        {
            headers["x-amzn-ErrorType"] = errorType;
        }

        foreach (var header in rejection.Headers)
        {
            headers[header.Key] = header.Value.Render(feature);
        }

        var body = rejection.Body;
        var contentType = rejection.ContentType;
        if (rejection.Templates.Count > 0)
        {
            var template = Select(rejection.Templates, context.Request);
            contentType = template.Key;
            body = Encoding.UTF8.GetBytes(template.Value.Render(feature));
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Trailers-only: with no body, HTTP/2 sends these headers as the one and last block.</summary>
    private static Task WriteGrpc(HttpContext context, RejectionResponse rejection, RejectionReason reason)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers.GrpcStatus =
            RejectionReasonTable.GetGrpcStatus(rejection.Status).ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Uri.EscapeDataString(reason.Detail).Replace("%20", " ", StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private static KeyValuePair<string, ResponseTemplate> Select(
        IReadOnlyList<KeyValuePair<string, ResponseTemplate>> templates,
        HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            foreach (var range in accepted.OrderByDescending(range => range.Quality ?? 1))
            {
                foreach (var template in templates)
                {
                    if (range.Quality is null or > 0 && MediaTypeHeaderValue.Parse(template.Key).IsSubsetOf(range))
                    {
                        return template;
                    }
                }
            }
        }

        foreach (var template in templates)
        {
            if (MediaTypeHeaderValue.Parse(template.Key).MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            {
                return template;
            }
        }

        return templates[0];
    }

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType is { } contentType
        && contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == "application/grpc".Length || contentType["application/grpc".Length] is '+' or ';');

    private static string FormatSeconds(TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        return seconds < SmallNumbers.Length ? SmallNumbers[seconds] : seconds.ToString(CultureInfo.InvariantCulture);
    }
}
