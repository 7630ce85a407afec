using Microsoft.Extensions.Primitives;

namespace Gateway.Core.ApiKeys;

/// <summary>The values of the key parameter, taken out of the request's URL.</summary>
internal sealed record QueryApiKeyFeature(StringValues Values);
