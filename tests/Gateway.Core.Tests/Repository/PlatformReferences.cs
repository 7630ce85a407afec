using Microsoft.CodeAnalysis;

namespace Gateway.Core.Tests.Repository;

/// <summary>Every assembly that the running tests can load, for the compiler.</summary>
internal static class PlatformReferences
{
    public static IReadOnlyList<PortableExecutableReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
