#include "chapters/programme/vocabulary.hpp"

#include "chapters/programme/word_set.hpp"

namespace revivre::chapters::programmes {
namespace {

// Heads of what a person is: occupations, offices, mandates.
constexpr std::string_view kFunctionWords =
    "academicien academicienne adjoint adjointe adjudant administrateur administratrice agent "
    "agente agriculteur agricultrice agronome ambassadeur ambassadrice ancien ancienne "
    "animateur animatrice anthropologue architecte archiviste artisan artisane artiste "
    "assistant assistante associe associee attache attachee auteur auteure autrice avocat "
    "avocate bailleur benevole bibliothecaire biologiste botaniste brigadier cadre capitaine "
    "chair chairman chairwoman charge chargee chef cheffe chercheur chercheure chercheuse "
    "chirurgien chirurgienne chroniqueur chroniqueuse climatologue coach cofondateur "
    "cofondatrice collaborateur collaboratrice colonel colonelle comedien comedienne commandant "
    "commandante commissaire commissaires comptable conducteur conductrice conferencier "
    "conferenciere conseiller conseillere conservateur conservatrice consultant consultante "
    "coordinateur coordinatrice coordonnateur coordonnatrice copresident copresidente "
    "correspondant correspondante createur creatrice curateur curatrice delegue deleguee "
    "demographe depute deputee designer dg dga dgs directeur director directrice dirigeant "
    "dirigeante doctorant doctorante documentaliste documentariste doyen doyenne echevin "
    "echevine ecologue economiste ecrivain ecrivaine editeur editrice educateur educatrice elu "
    "elue enseignant enseignante entrepreneur entrepreneuse ergonome ethnologue etudiant "
    "etudiante eurodepute eurodeputee expert experte facilitateur facilitatrice fonctionnaire "
    "fondateur fondatrice formateur formatrice founder general generale geographe geologue "
    "gerant gerante gerontologue gestionnaire gouverneur gouverneure guide habitant habitante "
    "haut-commissaire haute-commissaire head historien historienne hydrogeologue hydrologue "
    "illustrateur illustratrice infirmier infirmiere ingenieur ingenieure inspecteur "
    "inspectrice instituteur institutrice intervenant intervenante jardinier jardiniere "
    "journaliste juge juriste laureat laureate lecturer libraire lieutenant lieutenante "
    "linguiste magistrat magistrate maire maitre maitresse major manager mayor medecin "
    "mediateur mediatrice membre minister ministre musicien musicienne naturaliste notaire "
    "officer officier paysagiste paysan paysanne pdg pediatre pharmacien pharmacienne "
    "philosophe photographe pilote plasticien plasticienne poete politiste politologue porte- "
    "parole postdoctorant postdoctorante praticien praticienne prefet prefete premier premiere "
    "president presidente principal principale procureur procureure producteur productrice "
    "professeur professeure professor programmateur programmatrice proviseur proviseure "
    "psychiatre psychologue questeur questeure rapporteur rapporteure realisateur realisatrice "
    "recteur rectrice redacteur redactrice referent referente regisseur regisseuse representant "
    "representante researcher responsable restaurateur restauratrice sage-femme scenographe "
    "secretaire secretary senateur senatrice socio-anthropologue sociologist sociologue sous- "
    "prefet sous-prefete statisticien statisticienne syndicaliste technicien technicienne "
    "temoin titulaire traducteur traductrice travailleur travailleuse tresorier tresoriere "
    "urbaniste veterinaire vice-president vice-presidente volontaire";

// Found in names of organisations, services and places.
constexpr std::string_view kOrganisationWords =
    "academie ademe afpa agence agency agglo agglomeration amicale anct anru archives ars "
    "assemblee association assurance atelier ateliers banque bibliotheque bureau cabinet caf "
    "caisse campus canal canope capitale caue ccas cdc centre cercle cerema chambre chu cite "
    "citoyen citoyenne citoyens city clinique club cnam cnrs collectif collectivite college "
    "comite commission communaute commune compagnie confederation conseil conservatoire "
    "consortium contrat cooperative council crous culture ddcs ddt ddtm delegation departement "
    "departemental departementale department direction dires drac dreal dreets ecole eglise "
    "emploi energie energies entreprise environnement epci epicerie equipe esat espace "
    "establishment etablissement etat federal federation ferme fondation fonds forum foundation "
    "foyer gendarmerie gie gip gouvernement groupe groupement habitant habitants habitat hlm "
    "hopital hospitalier hotel ifsi incubateur inp inrae insa insee inserm institut institute "
    "insup intercommunal intercommunale intercommunalite jardin journal lab laboratoire ligue "
    "local logement logis lycee magazine mairie maison marche media mediatheque metropole "
    "ministere mission mobilites mouvement municipal municipale municipalite musee mutualite "
    "mutuelle national nationale observatoire oeuvre office ong opera operateur orchestre "
    "organisme palais parc parlement parlementaire paroisse parti patronage pays plateforme "
    "pole police pompiers porte prefecture quartier radio recherche rectorat regie region "
    "regional regionale republique reseau residence ressourcerie ressources restaurant sante "
    "sarl sas scene sci scic scop sdis secours semaphore senat service services site societe "
    "solidarite sous-prefecture station studio syndicat television territoire territoires "
    "theatre tiers-lieu transition transports tribunal union universite university urbanisme "
    "urssaf usine village villages ville villes";

// Where people work: followed by a name, it names an organisation.
constexpr std::string_view kEmployerWords =
    "academie ademe agence anct anru association banque bureau cabinet caisse centre cerema chu "
    "cnrs college conservatoire ecole federation fondation hopital inrae insee inserm institut "
    "institute laboratoire lycee museum observatoire office universite university";

// Articles, prepositions, pronouns, conjunctions.
constexpr std::string_view kSmallWords =
    "a afin ainsi alors an and apres at au aucun aucune aujourd'hui aussi autour autre autres "
    "aux avant avec by c ce ces cet cette chaque chez comme comment d dans de depuis des dont "
    "du elle elles en ensuite entre est et for from grace how il ils in j je jusqu l la le les "
    "leur leurs lors lorsqu lorsque m'sieur mais mes n ne nos notre nous of on or ou our par "
    "parmi pendant pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans "
    "se selon ses si son sous sur t ta the these this to tous tout toute toutes un une vers via "
    "voici vos votre vous what who why with y";

// The vocabulary of programmes and of what they talk about.
constexpr std::string_view kProgrammeWords =
    "accueil actes action actions actualite actualites allocution amenagement animation "
    "animations aperitif apres-midi assises atelier ateliers avenir bienvenue bilan "
    "biodiversite buffet cafe ceremonie citoyennete climat cloture cocktail cohesion collation "
    "colloque communication concertation conclusion conclusions conference conferences congres "
    "contact contacts deambulation debat debats dejeuner demain demarche demonstration deroule "
    "deroulement diagnostic dialogue discours discussion echange echanges education elements "
    "emargement enfance enjeux expose exposes exposition femme femmes festival fin focus "
    "habiter hommage horaires inauguration informations innovation inscription inscriptions "
    "intermede intervention interventions introduction jeunes jeunesse jour journee journees "
    "keynote lancement lecture lectures lunch lutte matin matinee merci mise mobilisation "
    "mobilite modalites moderation modernite mot mots nouveau nouveaux nouvelle nouvelles "
    "objectif objectifs ouverture panel panorama parcours parole paroles part participation "
    "patrimoine pause performance perspectives petit-dejeuner plan plateau pleniere politique "
    "politiques pratiques prefiguration premiere prenom preparation presentation presentations "
    "prevention prix problematique programme programmes progres projection projet projets "
    "public publics quartiers question questions reception regard regards remise rencontre "
    "rencontres renouvellement restitution retour retours revue ronde rondes round rural rurale "
    "salle seance semaine seminaire sequence sequences session sessions signature soir soiree "
    "spectacle stand stands suite sujet synthese syntheses table tables temoignage temoignages "
    "temps thematique thematiques theme travail travaux urbain urbaine valorisation verre vie "
    "vin visite visites voeux webinaire";

// Common in the France of the last sixty years, of every origin.
constexpr std::string_view kGivenNames =
    "abdel abdelatif abdelkader abdou abdoulaye abigail achille adama adelaide adele adeline "
    "adil adrien agathe agnes aicha aida aimee aissa aissatou alain alban albert alcide aldo "
    "alexandra alexandre alexia alexis ali alice alicia alienor aline alioune alix allan "
    "alphonse amadou amandine amar amaury ambre ambroise amelia amelie amina aminata amine "
    "anais anastasia anatole andre andrea andreas andree ange angele angelique anissa anna anne "
    "annette annick annie anouk anselme anthelme anthony antoine antonin antonio apollinaire "
    "apolline ariane arlette armand armande armel armelle arnaud arsene arthur assa assane "
    "assia astrid aubin aude audrey auguste augustin aurele aurelia aurelie aurelien aurore awa "
    "axel axelle aya aymar aymeric aziz azzedine bachir bakary balthazar baptiste barbara "
    "barnabe basile bastien beatrice bechir bella benedicte benjamin benoit berengere "
    "bernadette bernard berthe bertille bertrand bilal bintou blaise blandine boris boubacar "
    "brahim brendan briac brice brigitte bruno bryan camille candice capucine carine carl carla "
    "carole caroline caroll casimir catherine cecile cedric celeste celestin celia celine cesar "
    "chantal chantale charles charline charlotte charly cheikh chloe christelle christian "
    "christiane christine christophe cindy claire clara clarence clarisse claude claudette "
    "claudia claudie claudine clea clemence clement clementine cloe clothilde clotilde colette "
    "coline constance constant coralie corentin corinne cosima cyprien cyril cyrille dalila "
    "damien daniel daniele danielle daphne david davy deborah delphine denis denise diane "
    "didier diego dimitri djamel djamila djibril dolores dominique donatien dorian dorothee "
    "douglas dounia driss eddy edgar edith edmond edouard edwige eglantine elena eleonor "
    "eleonore eliane elias eliott elisa elisabeth elise ella elodie eloise elsa elvire emeline "
    "emeric emerick emile emilie emilien emma emmanuel emmanuelle enora enzo eric ernest erwan "
    "estebane estelle esther ethan etienne eudes eugene eugenie eulalie euphrasie eva evan eve "
    "evelyne ewen fabian fabien fabienne fabrice fadila fanny fantine fares farid farida fatiha "
    "fatima fatou fatoumata faustine felicie felicite felix fernand fiona firmin flavie flavien "
    "fleur flora florence florent florentin florian fortune foucauld francine francis franck "
    "francois francoise freddy frederic frederique fulbert gabriel gabrielle gael gaelig gaelle "
    "gaetan gaspard gaston gatien gauthier gautier genevieve geoffrey geoffroy georges gerald "
    "geraldine gerard germain ghislain ghislaine gilbert gilberte gildas gilles ginette "
    "giovanni gisele gonzague goulven gregoire gregory guenole guilhem guillaume gurvan gustave "
    "gustavo guy gwenael gwenaelle gwendal gwendoline gwenn gwenola habib hadrien hafida hakim "
    "hamid hamza hanane harold hassan hector helena helene heloise henri henriette hermine "
    "herve hicham hippolyte honore hortense hubert hugo hugues ibrahim ibrahima idriss idrissa "
    "ikram ilan iliana iman imane ines ingrid irene iris isaac isabel isabelle isaure isidore "
    "ismael issa ivan jacinthe jacky jacqueline jacques jalil jamal jamila janine jasmine jean "
    "jean-come jeanne jeannine jennifer jeremie jeremy jerome jessica joachim joanna jocelyn "
    "jocelyne joel joelle johan johanna john jonas jonathan jordan jose joseph josephine "
    "josette josiane joss judicael judith jules julia julie julien juliette justin justine "
    "kader kadiatou kais kamel karim karima karine karl katell katia kenza kevin khadija khaled "
    "kim klara laetitia laila lamine lancelot landry lara larissa latifa laura laure laurence "
    "laurent lazare lea leandre leila leny leo leon leonard leonie leonore leopold leslie lila "
    "lilian liliane lilou lina linda line lionel lionelle lisa lise loic lola lorenzo loris "
    "lorraine lothaire lou louane louis louisa louise louison loup luc luca lucas luce lucie "
    "lucien lucienne lucile ludivine ludmila ludovic lukas lydia lydie madeleine madeline mael "
    "maelle maelys magali mahaut maite maiwenn malick malik malika malo mamadou manon manuel "
    "manuela marc marceau marcel marcelin marcelle margaux margot marguerite maria mariam "
    "mariama marianne marie marielle marilyne marin marina marine marion marius marjolaine "
    "marjorie marlene marta marthe martial martin martine marvin maryline maryse maryvonne "
    "mateo mathias mathieu mathilde mathurin matthieu maud maurice max maxence maxime maya "
    "medhi mehdi melanie melina melissa melodie mercedes merlin meryem michael michel michele "
    "micheline michelle mickael mila milan milena mina mireille miriam mohamed mohammed moise "
    "monia monique morad morgane mounir mourad moussa muriel murielle mustapha myriam nabil "
    "nadege nadia nadine nadir nael naelle naim naima naomi nasser nassim natacha natalia "
    "nathalie nathan nathanael nejma nicolas nicole nils nina noa noah noel noelle noemie nolan "
    "nolwenn nora norah norbert nordine norman nour noureddine nouredine oceane octave octavie "
    "odette odile odilon olga olivia olivier olympe omar ophelie orane oriane oscar othman otto "
    "oumar ousmane pablo pacome paola paolo pascal pascale pascaline patrice patricia patricio "
    "patrick paul paule paulette pauline perle perrick perrine philibert philippe philomene "
    "pierre pierrette pol priscilla prosper prune quentin rachel rachid rachida rafael raoul "
    "raphael raphaelle rayan raymond raymonde rebecca reda regine regis remi remy renaud rene "
    "renee reynald ricardo richard rita robert robin rodolphe rodrigue roger rokia roland "
    "rolande romain romane romuald romy ronald ronan rosa rosalie rose roselyne rosemarie "
    "rosine roxane rozenn ruben ruth sabine sabrina sacha said saida salim salima sally salome "
    "salvador sami samia samir samira samuel sandra sandrine sandro sarah saskia scarlett "
    "sebastien segolene selma seraphin serena serge sergio servane severine seydou sibylle "
    "sidonie silvia simeon simon simone sixte slimane sloane sofia sofiane soizic solange "
    "solene solenn sonia sophie soraya souad souleymane stella stephane stephanie steve suzanne "
    "suzie sylvain sylvaine sylvestre sylvette sylvia sylvie tancrede tanguy tania tarek "
    "tatiana teddy tess thaddee thelma theo theodore theophile therese thibaud thibault thibaut "
    "thierry thomas timeo timothee tiphaine titouan tom tony toussaint tristan tugdual ugo "
    "ulysse urbain ursule valentin valentina valentine valerie vanessa vera veronique vianney "
    "victoire victor victoria viktor vincent violaine violette virginie viviane vivien wafa "
    "walid wanda wassim wendy wilfried william xavier xenia yacine yael yaelle yanick yanis "
    "yann yannick yasin yasmina yasmine yassine yoann yohan yohann yolande youcef youen younes "
    "yousra youssef yuna yvan yvelise yves yvette yvon yvonne zacharie zahra zeineb zelie zineb "
    "zineddine zinedine zoe zohra zoran zoubida";

}  // namespace

bool is_function_word(std::string_view folded) {
    static const WordSet word_set(kFunctionWords);
    if (word_set.contains_either(folded)) return true;
    // "directrice-adjointe", "co-fondateur", "ex-ministre"
    const std::size_t hyphen = folded.find('-');
    if (hyphen == std::string_view::npos) return false;
    const std::string_view head = folded.substr(0, hyphen);
    const bool prefix = head == "co" || head == "ex" || head == "vice" || head == "sous";
    return word_set.contains_either(prefix ? folded.substr(hyphen + 1) : head);
}

bool is_organisation_word(std::string_view folded) {
    static const WordSet word_set(kOrganisationWords);
    return word_set.contains_either(folded);
}

bool is_employer_word(std::string_view folded) {
    static const WordSet word_set(kEmployerWords);
    return word_set.contains(folded);
}

bool is_small_word(std::string_view folded) {
    static const WordSet word_set(kSmallWords);
    return word_set.contains(folded);
}

bool is_programme_word(std::string_view folded) {
    static const WordSet word_set(kProgrammeWords);
    return word_set.contains_either(folded);
}

bool is_given_name(std::string_view folded) {
    static const WordSet word_set(kGivenNames);
    // "jean-come": the first part tells.
    return word_set.contains(folded) || word_set.contains(folded.substr(0, folded.find('-')));
}

}  // namespace revivre::chapters::programmes
