using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Runs a sequence on what is under test; the finding that it ends in, cut off behind it, or null.</summary>
public delegate Finding? SequenceRunner(World world, Profile profile, Sequence<Operation> operations);
