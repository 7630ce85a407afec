namespace Gateway.Core.Diagnostics;

/// <summary>The first log event id of each folder, and of a sub-folder with messages of its own. An id once given is never given again.</summary>
internal static class EventIds
{
    public const int Pipeline = 1000;
    public const int ApiKeys = 1200;
    public const int UsagePlans = 1300;
    public const int Authorizers = 1400;
    public const int Signing = 1450;
    public const int Validation = 1500;
    public const int Mapping = 1600;
    public const int Hosting = 1900;
}
