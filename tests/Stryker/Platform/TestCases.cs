using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>The tests of this assembly as xunit finds them, found once, and run one at a time.</summary>
internal sealed class TestCases
{
    private static readonly Assembly Tests = typeof(TestCases).Assembly;

    private readonly TestAssembly _assembly = new(Reflector.Wrap(Tests));

    private TestCases(IReadOnlyList<IXunitTestCase> all)
    {
        All = all;
        ById = all.ToDictionary(static test => test.UniqueID);
    }

    public IReadOnlyList<IXunitTestCase> All { get; }

    public IReadOnlyDictionary<string, IXunitTestCase> ById { get; }

    public static async Task<TestCases> DiscoverAsync()
    {
        DiscoverySink sink = new();
        using XunitTestFramework framework = new(new Xunit.Sdk.NullMessageSink());
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(Tests));
        FrameworkOptions options = new();
        options.SetValue<bool?>("xunit.discovery.PreEnumerateTheories", true);
        discoverer.Find(includeSourceInformation: false, sink, options);
        return new TestCases(await sink.Found.ConfigureAwait(false));
    }

    /// <summary>Runs one test.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> RunAsync(IXunitTestCase test)
    {
        FailureSink sink = new();
        FrameworkOptions options = new();
        options.SetValue<bool?>("xunit.execution.DisableParallelization", true);
        using XunitTestAssemblyRunner runner = new(_assembly, [test], sink, sink, options);
        RunSummary summary = await runner.RunAsync().ConfigureAwait(false);
        return summary.Failed > 0 ? sink.Message ?? "failed"
            : summary.Total == 0 ? sink.Message ?? "did not run"
            : null;
    }

    private sealed class DiscoverySink : LongLivedMarshalByRefObject, IMessageSink
    {
        private readonly List<IXunitTestCase> _found = [];
        private readonly TaskCompletionSource<IReadOnlyList<IXunitTestCase>> _done = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public Task<IReadOnlyList<IXunitTestCase>> Found => _done.Task;

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is ITestCaseDiscoveryMessage { TestCase: IXunitTestCase test })
            {
                _found.Add(test);
            }
            else if (message is IDiscoveryCompleteMessage)
            {
                _ = _done.TrySetResult(_found);
            }
            return true;
        }
    }

    // Failures of fixtures and of the clean-up after a test come as messages of their own; all of them carry a text.
    private sealed class FailureSink : LongLivedMarshalByRefObject, IMessageSink
    {
        public string? Message { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is IFailureInformation failure)
            {
                Message ??= string.Join(Environment.NewLine, failure.Messages);
            }
            return true;
        }
    }
}
