using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Tests.Support;

/// <summary>Remembers the facts of the last refusal, as an outer middleware of the app reads them.</summary>
internal sealed class RejectionDetailProbe
{
    public RejectionDetail? Last { get; private set; }

    public void Watch(WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        Last = context.GetGateway().RejectionDetail;
    });
}
