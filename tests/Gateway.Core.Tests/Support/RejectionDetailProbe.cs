using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Tests.Support;

/// <summary>Remembers the facts of the last refusal, as an outer middleware of the app reads them.</summary>
internal sealed class RejectionDetailProbe
{
    public RejectionDetail? Last { get; private set; }

    // As the response starts: what runs after the next middleware may run when the client has its answer already.
    public void Watch(WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Last = context.GetGateway().RejectionDetail;
            return Task.CompletedTask;
        });
        return next(context);
    });
}
