namespace Gateway.Benchmarks.Compare;

/// <summary>Asks both sides for their answers before and after what is measured.</summary>
internal static class Answers
{
    /// <summary>The first complaint of a check, with the name of whose check it is; null when all answers are right.</summary>
    public static string? FindWrong(IEnumerable<(string Name, Func<string?> Check)> checks) =>
        checks.Select(check => Complaint(check.Name, check.Check)).FirstOrDefault(complaint => complaint is not null);

    private static string? Complaint(string name, Func<string?> check)
    {
        try
        {
            return check() is { } complaint ? $"{name}: {complaint}" : null;
        }
        catch (Exception exception)
        {
            // What throws has given a wrong answer; the questions after it are still worth asking.
            return $"{name}: {exception.GetType().Name}: {exception.Message}";
        }
    }
}
