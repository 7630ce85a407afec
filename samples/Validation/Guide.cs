namespace Validation;

/// <summary>What the sample prints when it has started: its address and what to try.</summary>
internal static class Guide
{
    public static void Print(string address) => Console.WriteLine($$$"""
        Validation listens on {{{address}}} (another address: --urls)

        # by type: 201; below the range, and a member that the type does not have: 400; the same name twice: 400; not in UTF-8: 415
        curl -i --json '{"item":"Cups","quantity":6,"sku":"CUP-0001"}' {{{address}}}/orders
        curl -i --json '{"item":"Cups","quantity":0,"colour":"red"}' {{{address}}}/orders
        curl -i --json '{"item":"Cups","quantity":1,"QUANTITY":-5}' {{{address}}}/orders
        curl -i -H "Content-Type: application/json; charset=utf-16" -d '{"item":"Cups","quantity":6}' {{{address}}}/orders

        # by file and model: 202; a courier needs a time of pickup, and the country is no code: 400
        curl -i --json '{"carrier":"post","to":{"street":"Main Street 1","city":"Springfield","country":"US"}}' {{{address}}}/shipments
        curl -i --json '{"carrier":"courier","to":{"street":"Main Street 1","city":"Springfield","country":"usa"}}' {{{address}}}/shipments

        # by text: 200
        curl -i -X PUT --json '{"street":"Main Street 1","city":"Springfield","country":"US"}' {{{address}}}/address

        # parameters: 200; a header is missing and the page is no number: 400
        curl -i -H "X-Tenant: acme" "{{{address}}}/orders/1?page=2"
        curl -i "{{{address}}}/orders/1?page=two"

        Ctrl+C stops it.
        """);
}
