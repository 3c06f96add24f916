#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

/// Every sentence that a page shows, in every language that it speaks: a name, French, English.
/// "{0}" and "{1}" stand for what the page fills in.
#define REVIVRE_MESSAGES(MESSAGE)                                                                      \
    MESSAGE(language_name, "Français", "English")                                                      \
    MESSAGE(skip_links, "Accès rapide", "Skip links")                                                  \
    MESSAGE(skip_to_content, "Aller au contenu", "Skip to content")                                    \
    MESSAGE(skip_to_player, "Aller au lecteur", "Skip to player")                                      \
    MESSAGE(skip_to_chapters, "Aller aux chapitres", "Skip to chapters")                               \
    MESSAGE(skip_to_search, "Aller à la recherche", "Skip to search")                                  \
    MESSAGE(home, "Accueil", "Home")                                                                   \
    MESSAGE(breadcrumb, "Fil d’Ariane", "Breadcrumb")                                                  \
    MESSAGE(language, "Langue", "Language")                                                            \
    MESSAGE(footer, "Ce site ne dépose aucun cookie et ne suit personne.",                             \
            "This site sets no cookie and follows nobody.")                                            \
    MESSAGE(search, "Rechercher", "Search")                                                            \
    MESSAGE(search_label, "Rechercher une personne ou un sujet",                                       \
            "Search for a person or a subject")                                                        \
    MESSAGE(search_title, "Recherche", "Search")                                                       \
    MESSAGE(search_title_for, "Recherche : {0}", "Search: {0}")                                        \
    MESSAGE(search_hint, "Écrivez un nom, même incomplet, ou des mots du titre d’un passage.",         \
            "Type a name, even in part, or words of a passage’s title.")                               \
    MESSAGE(search_nothing, "Aucun passage ne correspond à « {0} ».", "No passage matches “{0}”.")     \
    MESSAGE(search_range, "Passages {0} à {1}", "Passages {0} to {1}")                                 \
    MESSAGE(search_pages, "Pages de résultats", "Result pages")                                        \
    MESSAGE(search_next, "Passages suivants", "Next passages")                                         \
    MESSAGE(search_previous, "Passages précédents", "Previous passages")                               \
    MESSAGE(search_others, "Autres passages", "Other passages")                                        \
    MESSAGE(in_recording, "Dans : {0}", "In: {0}")                                                     \
    MESSAGE(home_title, "Les journées à revivre", "Days to watch again")                               \
    MESSAGE(home_lead,                                                                                 \
            "Retrouvez chaque session et chaque intervention, et allez droit au passage.",             \
            "Find every session and every talk, and go straight to the passage.")                      \
    MESSAGE(home_nothing, "Aucun événement n’est encore publié.", "No event is published yet.")        \
    MESSAGE(recording_one, "{0} enregistrement", "{0} recording")                                      \
    MESSAGE(recording_many, "{0} enregistrements", "{0} recordings")                                   \
    MESSAGE(speaker_one, "{0} intervenant", "{0} speaker")                                             \
    MESSAGE(speaker_many, "{0} intervenants", "{0} speakers")                                          \
    MESSAGE(intervention_one, "{0} intervention", "{0} talk")                                          \
    MESSAGE(intervention_many, "{0} interventions", "{0} talks")                                       \
    MESSAGE(passage_one, "{0} passage", "{0} passage")                                                 \
    MESSAGE(passage_many, "{0} passages", "{0} passages")                                              \
    MESSAGE(hour_one, "{0} heure", "{0} hour")                                                         \
    MESSAGE(hour_many, "{0} heures", "{0} hours")                                                      \
    MESSAGE(minute_one, "{0} minute", "{0} minute")                                                    \
    MESSAGE(minute_many, "{0} minutes", "{0} minutes")                                                 \
    MESSAGE(second_one, "{0} seconde", "{0} second")                                                   \
    MESSAGE(second_many, "{0} secondes", "{0} seconds")                                                \
    MESSAGE(months,                                                                                    \
            "janvier février mars avril mai juin juillet août septembre octobre novembre "           \
            "décembre",                                                                                \
            "January February March April May June July August September October November "            \
            "December")                                                                                \
    MESSAGE(first_of_month, "1er", "1")                                                                \
    MESSAGE(recording_numbered, "Enregistrement {0}", "Recording {0}")                                 \
    MESSAGE(duration, "Durée : {0}", "Length: {0}")                                                    \
    MESSAGE(starts_at, "à {0}", "at {0}")                                                              \
    MESSAGE(player, "Lecteur", "Player")                                                               \
    MESSAGE(player_download, "Télécharger l’enregistrement", "Download the recording")                 \
    MESSAGE(chapters, "Chapitres", "Chapters")                                                         \
    MESSAGE(chapters_nothing, "Cet enregistrement n’a pas encore de chapitre.",                        \
            "This recording has no chapter yet.")                                                      \
    MESSAGE(chapters_hint,                                                                             \
            "Dans la liste : flèches pour parcourir, Entrée pour aller au passage.",                   \
            "In the list: arrow keys to move, Enter to go to the passage.")                            \
    MESSAGE(now_showing, "En ce moment", "Now")                                                        \
    MESSAGE(status_chapter, "Chapitre : {0}, {1}", "Chapter: {0}, {1}")                                \
    MESSAGE(unidentified, "Intervenant non identifié", "Speaker not identified")                       \
    MESSAGE(speakers, "Intervenants", "Speakers")                                                      \
    MESSAGE(role_chair, "présidence", "chair")                                                         \
    MESSAGE(role_moderator, "animation", "moderation")                                                 \
    MESSAGE(role_questioner, "question de la salle", "question from the floor")                        \
    MESSAGE(evidence_container, "nom lu dans les chapitres du fichier",                                \
            "name read in the file’s chapters")                                                        \
    MESSAGE(evidence_ffmetadata, "nom lu dans une liste de chapitres",                                 \
            "name read in a chapter list")                                                             \
    MESSAGE(evidence_programme, "nom annoncé par le programme", "name given by the programme")         \
    MESSAGE(evidence_and_programme, "{0} et confirmé par le programme",                                \
            "{0} and confirmed by the programme")                                                      \
    MESSAGE(evidence_and, "{0}, {1}", "{0}, {1}")                                                      \
    MESSAGE(error_number, "(erreur {0})", "(error {0})")                                               \
    MESSAGE(error_back, "Revenir à l’accueil", "Back to the home page")                                \
    MESSAGE(error_missing, "Page introuvable", "Page not found")                                       \
    MESSAGE(error_missing_text,                                                                        \
            "Cette adresse ne mène à rien de publié. Vérifiez-la, ou cherchez une personne ou un " \
            "sujet.",                                                                                  \
            "Nothing public is at this address. Check it, or search for a person or a subject.")       \
    MESSAGE(error_request, "Demande impossible", "Request not possible")                               \
    MESSAGE(error_request_text, "Le site n’a pas pu répondre à cette demande.",                        \
            "The site could not answer this request.")                                                 \
    MESSAGE(error_service, "Service indisponible", "Service unavailable")                              \
    MESSAGE(error_service_text, "Le site a rencontré une difficulté. Réessayez dans un instant.",      \
            "The site met a difficulty. Try again in a moment.")

namespace revivre::server::pages {

enum class Language { french, english };

#define REVIVRE_MESSAGE_NAME(name, french, english) name,
enum class Message { REVIVRE_MESSAGES(REVIVRE_MESSAGE_NAME) };
#undef REVIVRE_MESSAGE_NAME

/// The two wordings of something that is counted; "{0}" is the number.
struct Counted {
    Message one;
    Message many;
};

/// BCP 47: "fr", "en".
std::string_view tag_of(Language language);

/// What to speak: `asked` (a tag, from ?lang=) when it is a language of ours, else the best of an
/// Accept-Language field (RFC 9110, section 12.5.4), else French.
Language language_for(std::string_view asked, std::string_view accept_language);

/// Whether `tag` is a language of ours.
bool is_language(std::string_view tag);

std::string_view say(Language language, Message message);
std::string say(Language language, Message message, std::initializer_list<std::string_view> filled);

/// "1 recording", "2 recordings"; in French none is singular too.
std::string say_count(Language language, std::size_t count, Counted words);

}  // namespace revivre::server::pages
