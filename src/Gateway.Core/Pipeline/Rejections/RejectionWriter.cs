using System.Globalization;
using System.Text;
using Gateway.Core.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>The one writer of refusals: counts, logs, then answers in the form that the client speaks.</summary>
internal sealed class RejectionWriter(RejectionResponses responses, GatewayMetrics metrics, ILogger<RejectionWriter> logger)
{
    private const int MaxAcceptRanges = 32;

    private static readonly string[] SmallNumbers =
        [.. Enumerable.Range(0, 61).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <param name="feature">The request's data.</param>
    /// <param name="reason">Why.</param>
    /// <param name="detail">The facts behind it.</param>
    /// <param name="hasBody">False leaves the response open for whoever answers after the gateway.</param>
    public Task RejectAsync(GatewayFeature feature, RejectionReason reason, RejectionDetail? detail, bool hasBody = true)
    {
        var context = feature.HttpContext;
        if (context.RequestAborted.IsCancellationRequested)
        {
            // A client that has gone is neither refused nor answered.
            return Task.CompletedTask;
        }

        feature.Rejection = reason;
        feature.RejectionDetail = detail;
        if (feature.IsRejectionNoted)
        {
            return Task.CompletedTask;
        }

        feature.IsRejectionWritten = true;
        metrics.RequestRejected(feature.Stage.Name, feature.Endpoint.Id, feature.Caller?.Plan, reason.Name);
        Log.RequestRejected(logger, feature.Endpoint.Id, feature.Stage.Name, reason.Name, detail);

        // A step outside may wait for the handler's response; it must not take this for it.
        feature.DiscardHeldResponse();
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
            : WriteHttp(context, feature, response, hasBody);
    }

    private static Task WriteHttp(HttpContext context, GatewayFeature feature, RejectionResponse rejection, bool hasBody)
    {
        var response = context.Response;
        var headers = response.Headers;
        response.StatusCode = rejection.Status;
        if ((rejection.TakesChallenge ? feature.RejectionDetail?.Challenge ?? rejection.Challenge : null) is { } challenge)
        {
            // Authentication schemes that were challenged before have asked for theirs.
            headers.WWWAuthenticate = StringValues.Concat(headers.WWWAuthenticate, challenge);
        }

        if (rejection.AcceptEncoding is { } acceptEncoding)
        {
            headers.AcceptEncoding = acceptEncoding;
        }

        if (rejection.ErrorType is { } errorType)
        {
            headers["x-amzn-ErrorType"] = errorType;
        }

        foreach (var header in rejection.Headers)
        {
            headers[header.Key] = header.Value.Render(feature);
        }

        if (!hasBody)
        {
            return Task.CompletedTask;
        }

        var body = rejection.Body;
        var contentType = rejection.ContentType;
        if (rejection.Templates.Count > 0)
        {
            var template = Select(rejection.Templates, context.Request);
            contentType = template.Key;
            body = Encoding.UTF8.GetBytes(template.Value.Render(feature));
        }
        else if (rejection.MessageMember is { } member && feature.RejectionDetail?.ReferenceMessage is { } message)
        {
            body = RejectionResponse.WriteMessage(member, message);
        }
        else if (rejection.IsProblem && feature.RejectionDetail is { HasMembers: true } detail)
        {
            body = RejectionResponse.WriteProblem(feature.Rejection!, rejection.Status, detail);
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;

        // Without the request's token: to a client that goes away now the server writes into nothing, which is no exception.
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }

    /// <summary>Trailers-only: with no body, HTTP/2 sends these headers as the one and last block.</summary>
    private static Task WriteGrpc(HttpContext context, RejectionResponse rejection, RejectionReason reason)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers.GrpcStatus =
            RejectionStatuses.GetGrpcStatus(rejection.Status).ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Uri.EscapeDataString(reason.Detail).Replace("%20", " ", StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private static KeyValuePair<string, ResponseTemplate> Select(
        IReadOnlyList<KeyValuePair<string, ResponseTemplate>> templates,
        HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            foreach (var range in accepted.Take(MaxAcceptRanges).OrderByDescending(range => range.Quality ?? 1))
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

    /// <summary>
    /// A gRPC call and nothing that only says so: the refusal has status 200, which a plain client, a monitor or a cache would take for success.
    /// </summary>
    private static bool IsGrpc(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (HttpProtocol.IsHttp2(request.Protocol) || HttpProtocol.IsHttp3(request.Protocol))
        && request.ContentType is { } contentType
        && contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == "application/grpc".Length || contentType["application/grpc".Length] is '+' or ';');

    private static string FormatSeconds(TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        return seconds < SmallNumbers.Length ? SmallNumbers[seconds] : seconds.ToString(CultureInfo.InvariantCulture);
    }
}
