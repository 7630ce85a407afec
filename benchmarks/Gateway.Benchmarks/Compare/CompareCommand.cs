namespace Gateway.Benchmarks.Compare;

/// <summary>Asks the questions of the named areas and says by exit code whether every answer met its goal.</summary>
internal static class CompareCommand
{
    private const int Met = 0;
    private const int Short = 1;
    private const int Misused = 2;
    private const string AnswersOnly = "--answers";

    private static readonly TimeSpan AreaBudget = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var answersOnly = arguments.Contains(AnswersOnly);
        var named = arguments.Where(argument => argument != AnswersOnly).ToArray();
        var unknown = named.Except(QuestionTable.Areas).ToArray();
        if (unknown.Length > 0)
        {
            await errors.WriteLineAsync(
                $"Unknown area {string.Join(", ", unknown)}. Usage: compare [area …] [{AnswersOnly}]; "
                + $"areas: {string.Join(", ", QuestionTable.Areas)}.");
            return Misused;
        }

        var report = new Report(output);
        var exitCode = Met;
        foreach (var area in QuestionTable.Areas.Where(area => named.Length == 0 || named.Contains(area)))
        {
            if (!await AskAsync(area, answersOnly, report))
            {
                exitCode = Short;
            }
        }

        return exitCode;
    }

    private static async Task<bool> AskAsync(string area, bool answersOnly, Report report)
    {
        var rows = QuestionTable.Rows.Where(row => row.Area == area).ToArray();
        var areaDeadline = Deadline.After(AreaBudget);
        var allMet = true;
        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows[index];
            var deadline = areaDeadline.ForOneOf(rows.Length - index);
            await using var question = await row.CreateAsync();
            var finding = question.Examine(answersOnly ? null : deadline);
            report.Write($"{row.Area}.{row.Name}", finding);
            allMet &= finding.IsMet;
        }

        return allMet;
    }
}
