using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline;

/// <summary>On a request that has been counted as a CORS preflight; says why where it was refused.</summary>
internal sealed class PreflightFeature(PreflightRefusal? refusal)
{
    private static readonly PreflightFeature Admitted = new(refusal: null);

    public PreflightRefusal? Refusal { get; } = refusal;

    /// <summary>A browser's question whether it may send a request: the method, and two headers that scripts cannot set (Fetch, section 4.8).</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.ContainsKey("Origin")
        && request.Headers.ContainsKey("Access-Control-Request-Method");

    // By the method first: other requests, which are nearly all, pay one comparison.
    public static bool HasCounted(HttpContext context) =>
        HttpMethods.IsOptions(((IHttpRequestFeature)context.Features[typeof(IHttpRequestFeature)]!).Method) && Find(context) is not null;

    public static PreflightFeature? Find(HttpContext context) => (PreflightFeature?)context.Features[typeof(PreflightFeature)];

    public static void Set(HttpContext context, PreflightRefusal? refusal) =>
        context.Features[typeof(PreflightFeature)] = refusal is null ? Admitted : new PreflightFeature(refusal);
}
