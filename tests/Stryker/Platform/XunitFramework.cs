using System.Diagnostics;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;
using Xunit.Sdk;
using ITestFramework = Microsoft.Testing.Platform.Extensions.TestFramework.ITestFramework;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>
/// Answers the platform's requests: which tests there are, and what became of those that it names. While a mutant is on, a run
/// ends at the first test that fails, for the mutant is killed then, or that does not end.
/// </summary>
internal sealed class XunitFramework(TestCases tests, KillOrder order) : ITestFramework, IDataProducer
{
    // How often a test is asked whether it has ended.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public string Uid => nameof(XunitFramework);

    public string Version => "1";

    public string DisplayName => "xunit v2";

    public string Description => "xunit v2, test by test";

    public Type[] DataTypesProduced { get; } = [typeof(TestNodeUpdateMessage)];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        switch (context.Request)
        {
            case DiscoverTestExecutionRequest:
                order.Forget();
                foreach (IXunitTestCase test in tests.All)
                {
                    await PublishAsync(context, test, DiscoveredTestNodeStateProperty.CachedInstance)
                        .ConfigureAwait(false);
                }
                break;
            case RunTestExecutionRequest run:
                await RunAsync(context, Asked(run.Filter)).ConfigureAwait(false);
                break;
            default:
                throw new NotSupportedException($"{context.Request.GetType()} is neither discovery nor a run.");
        }
        context.Complete();
    }

    private List<IXunitTestCase> Asked(ITestExecutionFilter? filter) =>
        filter is TestNodeUidListFilter list
            ? [.. list.TestNodeUids.Select(uid => tests.ById[uid.Value])]
            : [.. tests.All];

    private async Task RunAsync(ExecuteRequestContext context, List<IXunitTestCase> asked)
    {
        bool mutated = ActiveMutant.IsOn();
        if (mutated && asked.Count == tests.All.Count)
        {
            foreach ((string id, string? problem) in await OwnProcess.RunAsync(order.Of(asked)).ConfigureAwait(false))
            {
                if (problem is not null)
                {
                    order.Killed(id);
                }
                await PublishAsync(context, tests.ById[id], State(problem)).ConfigureAwait(false);
            }
            return;
        }
        TimeSpan start = Environment.CpuUsage.TotalTime;
        foreach (IXunitTestCase test in order.Of(asked))
        {
            // Stryker takes a mutant for killed unless every test that reaches it has passed.
            bool enough = mutated && Environment.CpuUsage.TotalTime - start > KillOrder.Enough;
            string? problem = enough ? null : await ProblemAsync(test, mutated).ConfigureAwait(false);
            await PublishAsync(context, test, State(problem)).ConfigureAwait(false);
            if (mutated && problem is not null)
            {
                break;
            }
        }
    }

    private async Task<string?> ProblemAsync(IXunitTestCase test, bool mutated)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Task<string?> run = Task.Run(() => tests.RunAsync(test));
        string? problem = null;
        while (problem is null && await Task.WhenAny(run, Task.Delay(Glance)).ConfigureAwait(false) != run)
        {
            if (mutated && Environment.CpuUsage.TotalTime - start > order.Limit(test.UniqueID))
            {
                problem = "takes many times as long as without the mutant";
                // A thread that never ends cannot be ended: Stryker starts another process when it finds this one gone.
                _ = Task.Run(EndSoonAsync);
            }
        }
        problem ??= await run.ConfigureAwait(false);
        order.Ran(test.UniqueID, Environment.CpuUsage.TotalTime - start, problem is not null);
        return problem;
    }

    // The answer has to arrive first. If it does not, Stryker asks the next process once more.
    private async Task EndSoonAsync()
    {
        order.Save();
        await Task.Delay(10 * Glance).ConfigureAwait(false);
        Process.GetCurrentProcess().Kill();
    }

    private static TestNodeStateProperty State(string? problem) =>
        problem is null ? PassedTestNodeStateProperty.CachedInstance : new FailedTestNodeStateProperty(problem);

    private Task PublishAsync(ExecuteRequestContext context, IXunitTestCase test, TestNodeStateProperty state)
    {
        TestNode node = new()
        {
            Uid = test.UniqueID,
            DisplayName = test.DisplayName,
            Properties = new PropertyBag(state),
        };
        return context.MessageBus.PublishAsync(
            this,
            new TestNodeUpdateMessage(context.Request.Session.SessionUid, node)
        );
    }
}
