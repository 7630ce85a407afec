namespace Gateway.Core.Validation.Schemas.Keywords;

internal static class Words
{
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
