using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.JwtBearer.Tests.Support;

/// <summary>A real key pair with its id; made once, because making one takes long.</summary>
internal sealed class TestKey
{
    private readonly AsymmetricAlgorithm _key;

    private TestKey(string id, AsymmetricAlgorithm key)
    {
        Id = id;
        _key = key;
    }

    public static TestKey First { get; } = new("first", RSA.Create(2048));

    public static TestKey Second { get; } = new("second", RSA.Create(2048));

    /// <summary>Another pair under the first one's id.</summary>
    public static TestKey Forged { get; } = new("first", Second._key);

    public static TestKey Curve { get; } = new("curve", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TestKey Small { get; } = new("small", RSA.Create(1024));

    public string Id { get; }

    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The public key as the issuer publishes it (RFC 7517).</summary>
    public Dictionary<string, string> ToJson()
    {
        if (_key is ECDsa curve)
        {
            var point = curve.ExportParameters(includePrivateParameters: false).Q;
            return Describe(("kty", "EC"), ("crv", "P-256"), ("x", Base64UrlEncoder.Encode(point.X)), ("y", Base64UrlEncoder.Encode(point.Y)));
        }

        var rsa = ((RSA)_key).ExportParameters(includePrivateParameters: false);
        return Describe(("kty", "RSA"), ("n", Base64UrlEncoder.Encode(rsa.Modulus)), ("e", Base64UrlEncoder.Encode(rsa.Exponent)));
    }

    public byte[] Sign(byte[] content, string algorithm) => _key switch
    {
        ECDsa curve => curve.SignData(content, HashAlgorithmName.SHA256),
        RSA rsa => rsa.SignData(content, GetHash(algorithm), algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        _ => throw new NotSupportedException(algorithm),
    };

    private static HashAlgorithmName GetHash(string algorithm) => new("SHA" + algorithm[2..]);

    private Dictionary<string, string> Describe(params (string Name, string Value)[] members) =>
        members.Append(("kid", Id)).Append(("use", "sig")).ToDictionary(member => member.Item1, member => member.Item2);
}
