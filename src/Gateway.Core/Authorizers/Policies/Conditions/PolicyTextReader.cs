using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>Reads a key's value from a request; no value where the key is missing.</summary>
internal delegate StringValues PolicyTextReader(in PolicyRequest request);
