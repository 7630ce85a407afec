namespace Authorizers;

/// <summary>What the sample prints when it has started: its addresses and what to try.</summary>
internal static class Guide
{
    public static void Print(string address, string issuer) => Console.WriteLine($$"""
        Authorizers listens on {{address}}, its issuer of tokens on {{issuer}} (other addresses: --urls, --issuer)

        # a token that the app knows: 200; one that it does not know: 401; what has not the form of one: 401, unasked
        curl -i -H "Authorization: Bearer acme-token" {{address}}/tenant
        curl -i -H "Authorization: Bearer other-token" {{address}}/tenant
        curl -i -H "Authorization: Basic YWNtZQ==" {{address}}/tenant

        # a JSON Web Token of the issuer: 200; without one: 401
        curl -i -H "Authorization: Bearer $(curl -s {{issuer}}/token)" {{address}}/profile
        curl -i {{address}}/profile

        # one that has the scope: 200; one without it: 403
        curl -i -H "Authorization: Bearer $(curl -s {{issuer}}/token/reports.read)" {{address}}/reports
        curl -i -H "Authorization: Bearer $(curl -s {{issuer}}/token)" {{address}}/reports

        # a signed request: 201; signed with another secret: 401; not signed: 401
        curl -i --aws-sigv4 aws:amz:eu-west-1:execute-api --user AKIDPARTNER:demo-secret --json '{"item":"Cups","quantity":6}' {{address}}/partners/orders
        curl -i --aws-sigv4 aws:amz:eu-west-1:execute-api --user AKIDPARTNER:other-secret --json '{"item":"Cups","quantity":6}' {{address}}/partners/orders
        curl -i --json '{"item":"Cups","quantity":6}' {{address}}/partners/orders

        # from this machine: 200; what only the office's network may do: 403
        curl -i {{address}}/maintenance/status
        curl -i -X POST {{address}}/maintenance/reset

        Ctrl+C stops it.
        """);
}
