namespace Mapping;

/// <summary>What the sample prints when it has started: its address and what to try.</summary>
internal static class Guide
{
    public static void Print(string address) => Console.WriteLine($$$"""
        Mapping listens on {{{address}}} (another address: --urls)

        # the new contract: 201
        curl -i -H "X-Tenant: acme" --json '{"item":"Cups","quantity":6}' {{{address}}}/orders

        # the old contract, by the same handler: 200; a channel of the client's own is not the stage's: 200; the old names alone are read: 400
        curl -i -H "customer-no: acme" --json '{"article":"Cups","pcs":6,"dlv":"EXP"}' {{{address}}}/v1/order
        curl -i -H "customer-no: acme" -H "X-Channel: forged" --json '{"article":"Plates","pcs":2}' {{{address}}}/v1/order
        curl -i --json '{"article":"Cups","pcs":"six"}' {{{address}}}/v1/order

        # its id was a query parameter: 200; what is not there is gone, as old clients know it: 410
        curl -i "{{{address}}}/v1/order?no=2"
        curl -i "{{{address}}}/v1/order?no=9"

        # the new contract has what the old one has written: 200
        curl -i {{{address}}}/orders/2

        Ctrl+C stops it.
        """);
}
