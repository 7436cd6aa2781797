using System.Security.Cryptography;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>What the command finds around it: where it writes, and what a test puts in the place of the real thing.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Err">Standard error.</param>
public sealed record Surroundings(TextWriter Out, TextWriter Err)
{
    private const int UsualWidth = 100;

    /// <summary>Whether somebody looks at standard output on a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether somebody looks at standard error on a terminal.</summary>
    public bool ErrIsTerminal { get; init; }

    /// <summary>How many columns the terminal has.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>Makes the machines of the subject <c>optimized</c>.</summary>
    public MachineFactory Optimized { get; init; } = static (world, profile) => new OptimizedMachine(world, profile);

    /// <summary>The steps of the subject <c>reference</c>.</summary>
    public IStepModel Steps { get; init; } = new ReferenceSteps();

    /// <summary>Draws the seed of a run that is given none.</summary>
    public Func<ulong> FreshSeed { get; init; } =
        static () => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>Standard input, for a verb that reads bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Standard output, for a verb that writes bytes.</summary>
    public Func<Stream> OpenOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>Asks to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether Ctrl-C and the termination signal ask to stop as well.</summary>
    public bool ListensToSignals { get; init; }

    /// <summary>The surroundings of this process.</summary>
    public static Surroundings OfProcess()
    {
        bool outIsTerminal = !Console.IsOutputRedirected;
        bool errIsTerminal = !Console.IsErrorRedirected;
        return new Surroundings(Console.Out, Console.Error)
        {
            OutIsTerminal = outIsTerminal,
            ErrIsTerminal = errIsTerminal,
            Width = outIsTerminal || errIsTerminal ? TerminalWidth() : UsualWidth,
            ListensToSignals = true,
        };
    }

    /// <summary>The screen that people read; with <paramref name="json"/>, standard output is for the report alone.</summary>
    internal Screen Screen(bool json = false) =>
        json ? new Screen(Err, ErrIsTerminal, Width) : new Screen(Out, OutIsTerminal, Width);

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
