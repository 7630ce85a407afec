using Microsoft.AspNetCore.Mvc;

namespace Gateway.Core.Tests.Support;

/// <summary>What MVC's output formatters and results make of an answer.</summary>
[ApiController]
internal sealed class ResponsesController : ControllerBase
{
    [HttpGet("object")]
    [HttpHead("object")]
    public ObjectResult GetObject() => StatusCode(201, new Named("of an action"));

    [HttpGet("action-file")]
    [HttpHead("action-file")]
    public FileContentResult GetFile() => File(EncodedRequests.CreateBytes(5_000), "application/octet-stream", enableRangeProcessing: true);

    [HttpGet("action-nothing")]
    [HttpHead("action-nothing")]
    public NoContentResult GetNothing() => NoContent();
}
