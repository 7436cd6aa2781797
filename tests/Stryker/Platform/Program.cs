using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>
/// xunit v2 on Microsoft.Testing.Platform, which Stryker asks over one connection for one run after another: a mutant costs the
/// tests that reach it, and no process.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        TestCases tests = await TestCases.DiscoverAsync().ConfigureAwait(false);
        if (arguments is [OwnProcess.Argument])
        {
            await OwnProcess.ServeAsync(tests).ConfigureAwait(false);
            return 0;
        }
        KillOrder order = new(ActiveMutant.Path is null ? null : ActiveMutant.Path + ".order");
        order.Load();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => order.Save();
        ITestApplicationBuilder builder = await TestApplication.CreateBuilderAsync(arguments).ConfigureAwait(false);
        _ = builder.RegisterTestFramework(
            static _ => new TestFrameworkCapabilities(),
            (_, _) => new XunitFramework(tests, order)
        );
        using ITestApplication application = await builder.BuildAsync().ConfigureAwait(false);
        return await application.RunAsync().ConfigureAwait(false);
    }
}
