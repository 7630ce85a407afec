using System.Reflection;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public class PublicApiTests
{
    private const string Accept = "UPDATE_PUBLIC_API";

    [Theory]
    [InlineData("Gateway.Core")]
    [InlineData("Gateway.JwtBearer")]
    public void PublicApi_OfAPackage_IsTheAcceptedOne(string package)
    {
        var baseline = $"src/{package}/PublicApi.txt";
        var actual = PublicApiText.Write(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(RepositoryFiles.GetPath(baseline), actual);
        }

        var differences = Compare(RepositoryFiles.Read(baseline), actual);

        Assert.True(
            differences.Count == 0,
            $"The public API differs from {baseline} (- accepted, + built):{Environment.NewLine}{string.Join(Environment.NewLine, differences)}"
            + $"{Environment.NewLine}If this is meant, run the tests once with {Accept}=1, read the file's diff, and commit it with the reason.");
    }

    [Fact]
    public void Write_ASampleOfForms_NamesEachAsCodeDoes()
    {
        var text = PublicApiText.Write(typeof(Forms).Assembly, [typeof(Forms), typeof(FormsExtensions), typeof(Level)]);

        Assert.Equal(
            """
            public abstract record Gateway.Core.Tests.Repository.Forms : System.IProgress<int>
              protected Forms(int? count, string name = "none")
              public const string First = "first"
              public event System.EventHandler? Happened
              public required System.Collections.Generic.IReadOnlyList<string?> Names { get; init; }
              public virtual System.TimeSpan? Wait { get; protected set; }
              public void Report(int value)
              public static bool TryGet<T>(string? name, out T? value, params string[] others) where T : class
              public abstract System.Threading.Tasks.Task<int[]?> WaitAsync(System.Threading.CancellationToken cancellationToken = default)
              public static bool operator >(Gateway.Core.Tests.Repository.Forms left, Gateway.Core.Tests.Repository.Forms right)
              public static bool operator <(Gateway.Core.Tests.Repository.Forms left, Gateway.Core.Tests.Repository.Forms right)

            public static class Gateway.Core.Tests.Repository.FormsExtensions
              public static TBuilder With<TBuilder>(this TBuilder builder, Gateway.Core.Tests.Repository.Level level = Level.High) where TBuilder : System.IDisposable

            [Flags]
            public enum Gateway.Core.Tests.Repository.Level
              Low = 1
              High = 2

            """,
            text,
            ignoreLineEndingDifferences: true);
    }

    private static List<string> Compare(string accepted, string built)
    {
        var (old, now) = (WithTypes(accepted), WithTypes(built));
        return [.. old.Except(now).Select(line => "  - " + line), .. now.Except(old).Select(line => "  + " + line)];
    }

    /// <summary>Each member with its type before it, because several types have members of the same text.</summary>
    private static List<string> WithTypes(string text)
    {
        var type = "";
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line.StartsWith(' ') || line.StartsWith('[') ? type : line;
            lines.Add(line.StartsWith(' ') ? $"{type.Split(" : ")[0]} →{line[1..]}" : line);
        }

        return lines;
    }
}


public abstract record Forms : IProgress<int>
{
    public const string First = "first";

    protected Forms(int? count, string name = "none") => Wait = TimeSpan.FromSeconds(count ?? name.Length);

    public event EventHandler? Happened;

    public required IReadOnlyList<string?> Names { get; init; }

    public virtual TimeSpan? Wait { get; protected set; }

    public static bool operator <(Forms left, Forms right) => left.Wait < right.Wait;

    public static bool operator >(Forms left, Forms right) => left.Wait > right.Wait;

    public static bool TryGet<T>(string? name, out T? value, params string[] others)
        where T : class
    {
        value = null;
        return name is not null && others.Length > 0;
    }

    public abstract Task<int[]?> WaitAsync(CancellationToken cancellationToken = default);

    public void Report(int value) => Happened?.Invoke(this, EventArgs.Empty);

    internal void NotShown() => Report(0);
}

public static class FormsExtensions
{
    public static TBuilder With<TBuilder>(this TBuilder builder, Level level = Level.High)
        where TBuilder : IDisposable => level == Level.Low ? throw new NotSupportedException() : builder;
}

[Flags]
public enum Level
{
    Low = 1,
    High = 2,
}
