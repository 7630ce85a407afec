using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline;

/// <summary>
/// A step that counts CORS preflights too, which the app's CORS middleware answers before any step of the endpoint runs. It does not
/// count one again that gets through to it: <see cref="PreflightFeature.HasCounted"/>.
/// </summary>
internal interface IPreflightStep : IGatewayStep
{
    /// <summary>Counts a preflight; null admits it.</summary>
    PreflightRefusal? CountPreflight(HttpContext context);
}
