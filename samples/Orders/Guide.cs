namespace Orders;

/// <summary>What the sample prints when it has started: its address, its keys and what to try.</summary>
internal static class Guide
{
    public static void Print(string address, (string Id, string Plan, string Value)[] keys)
    {
        var (alice, carol) = (keys[0].Value, keys[2].Value);
        Console.WriteLine($"Orders listens on {address} (API page: {address}/swagger; another address: --urls)");
        foreach (var (id, plan, value) in keys)
        {
            Console.WriteLine($"  {id,-6} plan {plan,-5} key {value}");
        }

        Console.WriteLine($$$"""

            # 200 with a key, 401 without
            curl -i -H "x-api-key: {{{alice}}}" {{{address}}}/orders/1
            curl -i {{{address}}}/orders/1

            # the quota counts down
            curl -s -H "x-api-key: {{{alice}}}" {{{address}}}/usage

            # change a limit while it runs: set the free plan's "Limit" in samples/Orders/appsettings.json to 200, save, and ask again;
            # what was used stays used

            # 403: the free plan does not cover writing; 201 with the pro plan
            curl -i -X POST -H "x-api-key: {{{alice}}}" --json '{"item":"Cups","quantity":6}' {{{address}}}/orders
            curl -i -X POST -H "x-api-key: {{{carol}}}" --json '{"item":"Cups","quantity":6}' {{{address}}}/orders

            # 400: the answer says what is wrong with the body
            curl -i -X POST -H "x-api-key: {{{carol}}}" --json '{"item":"Cups","quantity":0}' {{{address}}}/orders

            # 429 with Retry-After after the burst of 5
            for i in 1 2 3 4 5 6 7; do curl -s -o /dev/null -w "%{http_code}\n" -H "x-api-key: {{{alice}}}" {{{address}}}/orders; done
            curl -i -H "x-api-key: {{{alice}}}" {{{address}}}/orders

            Ctrl+C stops it.
            """);
    }
}
