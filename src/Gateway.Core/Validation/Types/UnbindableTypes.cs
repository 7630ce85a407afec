using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Validation.Types;

/// <summary>What an endpoint takes from the request by other means than JSON. Some of these the serializer would walk as plain objects.</summary>
internal static class UnbindableTypes
{
    private static readonly Type[] Types =
    [
        typeof(HttpContext), typeof(HttpRequest), typeof(HttpResponse), typeof(IFormFile), typeof(IFormFileCollection), typeof(IFormCollection),
        typeof(Stream), typeof(PipeReader), typeof(PipeWriter), typeof(CancellationToken), typeof(ClaimsPrincipal), typeof(Task),
    ];

    public static bool Contains(Type type) => Types.Any(unbindable => unbindable.IsAssignableFrom(type));
}
