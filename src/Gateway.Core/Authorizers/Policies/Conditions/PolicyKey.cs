using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>A condition key: a fact about the request that conditions compare.</summary>
/// <param name="Name">Its name in the reference's spelling; compared without case.</param>
/// <param name="Families">By which operators it can be compared.</param>
/// <param name="Read">Its text; null for what is no text, an address or the time.</param>
/// <param name="IsOfCaller">Whether it is missing until the caller is known.</param>
internal sealed record PolicyKey(string Name, PolicyFamilies Families, PolicyTextReader? Read = null, bool IsOfCaller = false)
{
    /// <summary>Before the name of any header.</summary>
    public const string HeaderPrefix = "gateway:Header/";

    public static readonly PolicyKey SourceIp = new("aws:SourceIp", PolicyFamilies.Address);
    public static readonly PolicyKey CurrentTime = new("aws:CurrentTime", PolicyFamilies.Date);
    public static readonly PolicyKey UserAgent = new("aws:UserAgent", PolicyFamilies.Text, ReadHeader("User-Agent"));
    public static readonly PolicyKey Referer = new("aws:Referer", PolicyFamilies.Text, ReadHeader("Referer"));

    private static readonly FrozenDictionary<string, PolicyKey> ByName = new[]
    {
        SourceIp,
        new("aws:VpcSourceIp", PolicyFamilies.Address),
        CurrentTime,
        new("aws:EpochTime", PolicyFamilies.Date | PolicyFamilies.Number),
        new("aws:SecureTransport", PolicyFamilies.Boolean),
        UserAgent,
        Referer,

        // No service of the reference calls here: the key is known and always missing.
        new("aws:SourceArn", PolicyFamilies.Arn | PolicyFamilies.Text, static (in _) => default),
        new("aws:PrincipalAccount", PolicyFamilies.Text | PolicyFamilies.Number, static (in request) => new(request.AccountId), IsOfCaller: true),
        new("aws:PrincipalArn", PolicyFamilies.Arn | PolicyFamilies.Text, static (in request) => new(request.PrincipalArn), IsOfCaller: true),
        new("aws:userid", PolicyFamilies.Text, static (in request) => new(request.PrincipalId), IsOfCaller: true),
        new("aws:username", PolicyFamilies.Text, static (in request) => new(request.UserName), IsOfCaller: true),
    }.ToFrozenDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.OrdinalIgnoreCase).Append(HeaderPrefix + "<name>");

    /// <summary>Bytes in memory, about, of a header's key with what reads it; all other keys are there once for every policy.</summary>
    public long Size => Name.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? (3 * PolicySize.Object) + (2 * PolicySize.OfText(Name)) : 0;

    public static PolicyKey? Find(string name)
    {
        if (name.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return IsToken(name.AsSpan(HeaderPrefix.Length)) ? OfHeader(name[HeaderPrefix.Length..]) : null;
        }

        return ByName.GetValueOrDefault(name);
    }

    public static PolicyKey OfHeader(string header) =>
        new(HeaderPrefix + header, PolicyFamilies.Text | PolicyFamilies.Number | PolicyFamilies.Boolean, ReadHeader(header));

    /// <summary>The name of a header: a token of RFC 9110 §5.6.2.</summary>
    public static bool IsToken(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    public bool IsPresent(in PolicyRequest request) => Read is null
        ? (Families & PolicyFamilies.Address) == 0 || request.HttpContext.Connection.RemoteIpAddress is not null
        : Read(request).Count > 0;

    private static PolicyTextReader ReadHeader(string name) => (in request) => request.HttpContext.Request.Headers[name];
}
