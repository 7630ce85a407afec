namespace Templates;

/// <summary>What the sample prints when it has started: its address and what to try.</summary>
internal static class Guide
{
    public static void Print(string address) => Console.WriteLine($$$"""
        Templates listens on {{{address}}} (another address: --urls)

        # the body is mapped both ways: 200; a header that wants to be a member of its own stays a text: 200; XML has no template: 415
        curl -i -H "customer-no: acme" --json '{"article":"cups","pcs":6}' {{{address}}}/orders
        curl -i -H 'customer-no: ","quantity":"0' --json '{"article":"cups","pcs":6}' {{{address}}}/orders
        curl -i -H "Content-Type: application/xml" -d '<order/>' {{{address}}}/orders

        # from a file, with a loop: 200; no JSON: 400
        curl -i --json '{"street":"Main Street 1","city":"Springfield","parcels":[{"kg":2.50},{"kg":11}]}' {{{address}}}/shipments
        curl -i --json '{"street":' {{{address}}}/shipments

        Ctrl+C stops it.
        """);
}
