using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>Who looks only at the touched pages (the oracle does, between two looks at everything) misses no change.</summary>
[StatementProperties]
public sealed class TouchedPagesTests
{
    [Property]
    public Property A_page_whose_VMA_entry_TLB_or_mirror_entry_changed_was_touched(GeneratedSequence sequence)
    {
        OptimizedMachine machine = new(sequence.World, sequence.Profile);
        Dictionary<PageAddress, string> before = Entries(machine, sequence.World);
        foreach (Operation operation in sequence.Operations)
        {
            _ = machine.Apply(operation);
            HashSet<PageAddress> touched = [.. machine.Touched];
            Dictionary<PageAddress, string> after = Entries(machine, sequence.World);
            foreach ((PageAddress page, string entry) in after)
            {
                if (entry != before[page] && !touched.Contains(page))
                {
                    string problem = $"{OperationText.Format(operation)}: {page} was {before[page]}, is {entry}";
                    return false.Label(problem);
                }
            }

            before = after;
        }

        return true.Label("holds");
    }

    private static Dictionary<PageAddress, string> Entries(OptimizedMachine machine, World world) =>
        Enumerable
            .Range(0, world.Processes)
            .SelectMany(process => Enumerable.Range(0, world.Pages).Select(page => new PageAddress(process, page)))
            .ToDictionary(static address => address, address => Entry(machine, address, world.Devices));

    // Without what is of the frame: the value and the counts.
    private static string Entry(OptimizedMachine machine, PageAddress address, int devices)
    {
        PageView page = machine.ViewPage(address.Process, address.Page);
        IEnumerable<MirrorView> mirrors =
            from device in Enumerable.Range(0, devices)
            select machine.ViewMirror(address.Process, device, address.Page) with
            {
                Value = 0,
            };
        return $"{page.IsMapped} {page.Protection} {page.Flags} {page.Backing} {page.Kind} {page.Device} {page.IsZero} "
            + $"{page.Writable} {page.Dirty} {page.Young} {page.Cached} {page.CachedWritable} {string.Join(' ', mirrors)}";
    }
}
