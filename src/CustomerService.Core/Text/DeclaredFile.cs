using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CustomerService.Core.Text;

/// <summary>Reads a YAML file in which an operator declares rules beside the program.</summary>
internal static class DeclaredFile
{
    /// <summary>The file's content; an empty file is one without entries.</summary>
    /// <param name="name">As it is called in messages.</param>
    /// <param name="yaml">What stands in it.</param>
    /// <exception cref="DeclaredFileException">It is no YAML of the shape; the message names file and line.</exception>
    public static TShape Read<TShape>(string name, string yaml)
        where TShape : new()
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<TShape>(yaml) ?? new TShape();
        }
        catch (YamlException e)
        {
            throw new DeclaredFileException($"{name}({e.Start.Line}): {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
