namespace Gateway.Core.Tests.Repository;

/// <summary>The files of the repository that the tests were built from, without what building and tools leave behind.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] LeftBehind =
        [".git", "bin", "obj", "artifacts", "BenchmarkDotNet.Artifacts", "TestResults", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    public static string GetPath(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(GetPath(relative));

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Find(string folder, string pattern) =>
        [.. Walk(GetPath(folder), pattern).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> TopLevel() =>
        [.. Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)!).Except(LeftBehind).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !LeftBehind.Contains(Path.GetFileName(child)))
            .SelectMany(child => Walk(child, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.Core.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds Gateway.Core.sln.");
    }
}
