namespace Gateway.Core.Pipeline;

/// <summary>Takes back what a request held, when it ends.</summary>
internal interface IPermitHolder
{
    void Return(Permits permits);
}
