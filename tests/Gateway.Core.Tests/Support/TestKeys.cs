namespace Gateway.Core.Tests.Support;

/// <summary>Key values of the form that <c>ApiKey.Create()</c> makes, fixed so that a failure can be read.</summary>
internal static class TestKeys
{
    public const string Alice = "gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSW";
    public const string Bob = "gw_demo_Db3Aa67JBGEP3L24OWoDdS_3Z8mrQ";
    public const string Carol = "gw_demo_JMZRXnG96TG5qP7sdZ06se_2j59uk";
}
