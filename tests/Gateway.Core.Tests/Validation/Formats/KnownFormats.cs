using Gateway.Core.Validation;
using Gateway.Core.Validation.Formats;

namespace Gateway.Core.Tests.Validation.Formats;

/// <summary>Each format of the latest draft with a text that has it, and one that nearly does.</summary>
internal static class KnownFormats
{
    public static readonly (string Name, string Right, string Wrong)[] All =
    [
        ("date", "2024-02-29", "2023-02-29"),
        ("date-time", "1998-12-31T15:59:60.123-08:00", "1998-12-31T15:59:60.123-07:00"),
        ("duration", "P1Y2M3DT4H5M6S", "P1Y2M3DT4H6S"),
        ("email", "\"joe \\\" bloggs\"@[IPv6:2001:db8::1]", "joe.bloggs@[IPv6:2001:db8::1::]"),
        ("hostname", "www.xn--bcher-kva.example", "www.xn--bcher-kvz9.example"),
        ("idn-email", "b\u00fccher@b\u00fccher.example", "b\u00fccher@b\u00fccher..example"),
        ("idn-hostname", "\u05d0\u05d1.b\u00fccher", "\u05d0\u05d1.0b\u00fccher"),
        ("ipv4", "192.168.0.255", "192.168.0.256"),
        ("ipv6", "2001:db8::ffff:192.168.0.1", "2001:db8::ffff:192.168.0.01"),
        ("iri", "http://u@b\u00fccher.example:80/\ud83d\ude00?%20\ue000#\u00fc", "http://u@b\u00fccher.example:80/\ud83d\ude00?%20#\ue000"),
        ("iri-reference", "//b\u00fccher.example/a%20b", "//b\u00fccher.example/a b"),
        ("json-pointer", "/a~1b/~0/0", "/a~1b/~2/0"),
        ("relative-json-pointer", "2-1/a~1b", "02-1/a~1b"),
        ("time", "23:59:60.5Z", "23:58:60.5Z"),
        ("uri", "https://u:p@[2001:db8::7]:8080/a/b;c?d=%20&e#f", "https://u:p@[2001:db8::7]:80a/a/b;c?d=%20&e#f"),
        ("uri-reference", "../a/b?c#d", "a:b/c:d?e#%1"),
        ("uri-template", "/orders/{id}{?limit:3,fields*}", "/orders/{id}{?limit:3,fields*"),
        ("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"),
    ];

    public static FormatCheck Get(string name) => SchemaFormats.Find(name, JsonSchemaDraft.Draft202012)!;
}
