using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Tests.Support;

/// <summary>Everything that the app logs, at every level.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private TaskCompletionSource _next = NewSource();

    public ConcurrentQueue<Entry> Entries { get; } = new();

    /// <summary>Returns when that many messages of this id have been logged.</summary>
    public async Task WaitAsync(int id, int count)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (Entries.Count(entry => entry.Id.Id == id) >= count)
            {
                return;
            }

            await next.InTime();
        }
    }

    public ILogger CreateLogger(string categoryName) => new CapturingLogger(categoryName, this);

    public void Dispose()
    {
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Entry entry)
    {
        Entries.Enqueue(entry);
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
    }

    internal sealed record Entry(string Category, LogLevel Level, EventId Id, string Message, Exception? Exception);

    private sealed class CapturingLogger(string category, CapturedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(new Entry(category, logLevel, eventId, formatter(state, exception), exception));
    }
}
