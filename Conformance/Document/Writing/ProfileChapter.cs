using System.Text;

namespace HmmSpec.Document;

/// <summary>What depends on a version, field by profile.</summary>
internal static class ProfileChapter
{
    private const string Name = "Name";

    public static string Write(SpecModel model)
    {
        ProfileReader profiles = model.Profiles;
        if (profiles.Type is not { } type)
        {
            return "";
        }

        StringBuilder text = new();
        foreach (ProfileEntry profile in profiles.Profiles)
        {
            text.Append($"- **{profile.Name}**: {profile.Prose}\n");
        }

        text.Append('\n');
        text.Append(
            Markdown.Table(
                ["field", .. profiles.Profiles.Select(profile => $"`{profile.Name}`"), "says"],
                StateReader
                    .Fields(type)
                    .Where(field => field.Name != Name)
                    .Select(field =>
                        (IReadOnlyList<string>)
                            [
                                $"`{field.Name}`",
                                .. profiles.Profiles.Select(profile => profiles.Said(profile, field.Name)),
                                field.Doc,
                            ]
                    )
            )
        );
        text.Append('\n');
        foreach (TypeSource choice in StateReader.Parts(model.Index, type.Name, ["Status"]).Where(part => part.IsEnum))
        {
            text.Append($"### {choice.Name}\n\n{choice.Doc.Summary}\n\n{StateChapter.Values(model.Index, choice)}");
        }

        return text.ToString();
    }
}
