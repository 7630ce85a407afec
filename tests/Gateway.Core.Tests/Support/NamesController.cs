using Microsoft.AspNetCore.Mvc;

namespace Gateway.Core.Tests.Support;

/// <summary>What MVC's input formatter makes of a body.</summary>
[ApiController]
internal sealed class NamesController : ControllerBase
{
    [HttpPost("/controller")]
    public ContentResult Post([FromBody] Named named) => Content(named.Name);
}
